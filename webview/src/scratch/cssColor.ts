/** A colour as the browser computes it (`rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)`, `color(srgb 0 0.5 1 / 0.5)`) as `#rrggbbaa`; undefined for anything else. */
export function hexOfComputedColor(color: string): string | undefined {
  const match = /^(rgba?|color)\((.*)\)$/.exec(color.trim());
  if (match === null) return undefined;
  const isFraction = match[1] === 'color';
  const numbers = (match[2] ?? '').match(/-?[\d.]+(?:e-?\d+)?/gi)?.map(Number) ?? [];
  const [red, green, blue, alpha = 1] = numbers;
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const channels = [red, green, blue].map((value) => (isFraction ? value * 255 : value));
  return `#${[...channels, alpha * 255].map(hexByte).join('')}`;
}

function hexByte(value: number): string {
  return Math.round(Math.min(255, Math.max(0, value)))
    .toString(16)
    .padStart(2, '0');
}
