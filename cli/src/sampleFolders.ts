import { dirname, join, resolve } from 'node:path';

/** The sample folders of a workspace: `samples/` in `folder` and in each folder above it up to `top`; where `top` is not above, in both. */
export function sampleFolders(folder: string, top: string): readonly string[] {
  const last = resolve(top);
  const folders = [resolve(folder)];
  for (let current = folders[0] as string; current !== last; ) {
    const above = dirname(current);
    if (above === current) return [join(resolve(folder), 'samples'), join(last, 'samples')];
    folders.push(above);
    current = above;
  }
  return folders.map((each) => join(each, 'samples'));
}
