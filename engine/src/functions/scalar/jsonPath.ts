/** A path such as `$.a[0]['b c']` into JSON, as its steps; undefined where it is no path. */
export function parseJsonPath(path: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  const pattern = /\.([A-Za-z_][\w-]*)|\[(-?\d+)\]|\[(["'])(.*?)\3\]/y;
  pattern.lastIndex = path.startsWith('$') ? 1 : 0;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) return undefined;
    steps.push(match[2] !== undefined ? Number(match[2]) : (match[1] ?? match[4]));
  }
  return steps;
}
