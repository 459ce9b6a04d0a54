import { dirname, extname, join } from 'node:path';

/** The script `name` in the folder of the script at hand, bundled as this one is or not. */
export function scriptBeside(name: string, own = process.argv[1] ?? ''): string {
  return join(dirname(own), `${name}${extname(own) === '.ts' ? '.ts' : '.cjs'}`);
}
