/**
 * Enforces who may import what (docs/architecture.md has the reasons), with one line a finding: `node scripts/checkImports.ts`.
 * TypeScript's project references stop most wrong imports; this also sees npm packages, Node's own modules, and ways around the references.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { relative, resolve, sep } from 'node:path';

interface PackageRule {
  /** The workspace packages whose code may be imported. */
  readonly packages: readonly string[];
  /** Workspace packages of which only types may be imported, because their code reaches here through another one. */
  readonly types?: readonly string[];
  /** The npm packages, by prefix. */
  readonly external: readonly string[];
  /** Whether the sources must also run in a browser. */
  readonly pure: boolean;
}

const rules: Readonly<Record<string, PackageRule>> = {
  protocol: { packages: [], external: [], pure: true },
  kql: { packages: [], external: ['@kusto/'], pure: true },
  engine: {
    packages: ['kql'],
    external: ['re2js', 'decimal.js', '@noble/hashes', 'fflate', 'h3-js', 'hyparquet', 'hyparquet-compressors'],
    pure: true,
  },
  rules: { packages: ['kql', 'engine'], external: ['yaml', 'mmdb-lib'], pure: true },
  server: { packages: ['rules', 'engine', 'protocol'], types: ['kql'], external: ['vscode-languageserver', 'vscode-jsonrpc'], pure: false },
  cli: { packages: ['rules', 'engine', 'server'], types: ['kql'], external: ['vscode-languageserver'], pure: false },
  webview: { packages: ['protocol'], external: ['@kusto/monaco-kusto', 'monaco-editor'], pure: true },
  client: { packages: ['protocol'], external: ['vscode', 'vscode-languageclient'], pure: false },
};

/** The only folders that may touch Microsoft's generated code. */
const kustoFolders = ['kql/src/microsoft/', 'kql/src/editing/'];

const root = resolve(import.meta.dirname, '..');
const nodeModules = new Set(builtinModules);

interface Import {
  readonly target: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

function main(): number {
  const findings: string[] = [];
  let files = 0;
  for (const [name, rule] of Object.entries(rules)) {
    for (const file of sourceFiles(resolve(root, name, 'src'))) {
      files++;
      const path = relative(root, file).split(sep).join('/');
      for (const item of importsOf(readFileSync(file, 'utf8'))) {
        const problem = problemWith(item, path, name, rule);
        if (problem !== undefined) findings.push(`${path}:${item.line}: ${problem}`);
      }
    }
  }
  for (const finding of findings) console.error(finding);
  console.log(findings.length === 0 ? `imports of ${files} files are as the architecture says` : `${findings.length} wrong imports`);
  return findings.length === 0 ? 0 : 1;
}

function sourceFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[cm]?tsx?$/.test(name))
      .sort()
      .map((name) => resolve(folder, name));
  } catch {
    return [];
  }
}

const importPattern =
  /(?:^|[;\n])\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(importPattern)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    const line = code.slice(0, match.index + match[0].length).split('\n').length;
    return { target, line, typeOnly: match[1] !== undefined };
  });
}

function problemWith(item: Import, path: string, name: string, rule: PackageRule): string | undefined {
  const { target } = item;
  if (target.startsWith('.')) return relativeProblem(target, path, name);
  if (target.startsWith('@rulesmith/')) return packageProblem(item, name, rule);
  if (target.startsWith('node:') || nodeModules.has(target)) {
    return rule.pure ? `${name}/ also runs in a browser and may not import ${target}: take an interface instead` : undefined;
  }
  if (target.startsWith('@kusto/language') && !kustoFolders.some((folder) => path.startsWith(folder))) {
    return `${target} may only be imported in ${kustoFolders.join(' and ')}`;
  }
  return rule.external.some(
    (prefix) => target === prefix || target.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`) || target.startsWith(`${prefix}-`),
  )
    ? undefined
    : `${name}/ may not import the npm package ${target}: ${listed(rule.external)}`;
}

function relativeProblem(target: string, path: string, name: string): string | undefined {
  const resolved = relative(root, resolve(root, path, '..', target))
    .split(sep)
    .join('/');
  if (!resolved.startsWith(`${name}/`))
    return `${target} leaves the package: import @rulesmith/${resolved.split('/')[0]}, if the direction allows it`;
  return /\.(?:[cm]?tsx?|cjs|json|css|html)$/.test(target) ? undefined : `${target} lacks its file extension`;
}

/** Whether the manifest of a package gives a way to a part of it (`"./nodeSampleFiles"` under `exports`). */
function isExported(name: string, inside: readonly string[]): boolean {
  const manifest = JSON.parse(readFileSync(resolve(root, name, 'package.json'), 'utf8')) as { readonly exports?: object };
  return Object.hasOwn(manifest.exports ?? {}, `./${inside.join('/')}`);
}

function packageProblem({ target, typeOnly }: Import, name: string, rule: PackageRule): string | undefined {
  const [, imported = '', ...inside] = target.split('/');
  if (imported === name) return `${target} is this package itself: import the file`;
  if (inside.length > 0 && !isExported(imported, inside)) return `${target} reaches into another package: import @rulesmith/${imported}`;
  if (rule.packages.includes(imported)) return undefined;
  if (rule.types?.includes(imported)) return typeOnly ? undefined : `${name}/ may import only types of ${target}: write \`import type\``;
  return `${name}/ may not import ${target}: ${listed(rule.packages.map((other) => `@rulesmith/${other}`))}`;
}

function listed(allowed: readonly string[]): string {
  return allowed.length === 0 ? 'it may import none' : `it may import ${allowed.join(', ')}`;
}

process.exitCode = main();
