/** `base`, or `base1`, `base2`, … where it is taken. */
export function uniqueName(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 1;
  while (taken.has(`${base}${number}`)) number++;
  return `${base}${number}`;
}

/** A name pattern with `*`, as `project-away` takes it, as a test. Case sensitive. */
export function wildcardTest(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*');
  return (name) => {
    if (!name.startsWith(parts[0])) return false;
    let position = parts[0].length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, position);
      if (found < 0) return false;
      position = found + part.length;
    }
    const last = parts[parts.length - 1];
    return parts.length === 1 ? name === pattern : name.length >= position + last.length && name.endsWith(last);
  };
}
