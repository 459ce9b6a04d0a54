import { compileRegex } from '@rulesmith/engine';
import { checks } from './checks/index.ts';
import type { RuleDiagnostic } from './diagnostic.ts';

/** A finding that is known and accepted, as `rulesmith check --format json` writes it. The place does not count: lines move. */
export interface AcceptedFinding {
  /** Relative to the folder that the baseline is for, with forward slashes. */
  readonly path: string;
  /** The code of the check. */
  readonly check: string;
  readonly message: string;
}

/** What of the findings in one file is left out. */
export interface FilePolicy {
  /** Codes of checks that are switched off in it. */
  readonly disabled: ReadonlySet<string>;
  /** Findings of it that are accepted, each as often as it is listed. */
  readonly accepted: readonly AcceptedFinding[];
}

interface DisabledCheck {
  /** `*` for all. */
  readonly code: string;
  readonly fits: (path: string) => boolean;
}

/**
 * Which findings a folder does not want to see: checks that are switched off, everywhere (`NAME002`) or in the files that a glob fits
 * (`NAME002:legacy/**`, `*:vendor/**`), and the findings of a baseline.
 */
export class CheckPolicy {
  /** The entries that name no check, or whose glob cannot be read. */
  readonly unknown: readonly string[];
  readonly #disabled: readonly DisabledCheck[];
  readonly #accepted: ReadonlyMap<string, readonly AcceptedFinding[]>;

  constructor(disabled: readonly string[], baseline: readonly AcceptedFinding[] = []) {
    const read = disabled.map((entry) => ({ entry, check: isKnown(codeOf(entry)) ? disabledCheck(entry) : undefined }));
    this.unknown = read.flatMap(({ entry, check }) => (check === undefined ? entry : []));
    this.#disabled = read.flatMap(({ check }) => check ?? []);
    const accepted = new Map<string, AcceptedFinding[]>();
    for (const finding of baseline) accepted.set(finding.path, [...(accepted.get(finding.path) ?? []), finding]);
    this.#accepted = accepted;
  }

  /** What holds for the file at `path`, relative to the folder, with forward slashes. */
  forFile(path: string): FilePolicy {
    const codes = this.#disabled.filter(({ fits }) => fits(path)).map(({ code }) => code);
    return {
      disabled: new Set(codes.includes('*') ? checks.map(({ code }) => code) : codes),
      accepted: this.#accepted.get(path) ?? [],
    };
  }
}

/** The findings that are not accepted, and the accepted ones that are not found any more. */
export function withoutAccepted<T extends Pick<RuleDiagnostic, 'code' | 'message'>>(
  findings: readonly T[],
  accepted: readonly AcceptedFinding[],
): { readonly left: readonly T[]; readonly missing: readonly AcceptedFinding[] } {
  if (accepted.length === 0) return { left: findings, missing: [] };
  const missing = [...accepted];
  const left = findings.filter(({ code, message }) => {
    const at = missing.findIndex((each) => each.check === code && each.message === message);
    if (at >= 0) missing.splice(at, 1);
    return at < 0;
  });
  return { left, missing };
}

/** The findings in the JSON that `rulesmith check --format json` writes; undefined where the text is no such JSON. */
export function readBaseline(text: string): readonly AcceptedFinding[] | undefined {
  try {
    const { findings } = JSON.parse(text.replace(/^\uFEFF/, '')) as { findings?: unknown };
    return Array.isArray(findings) && findings.every(isAccepted) ? findings : undefined;
  } catch {
    return undefined;
  }
}

function isAccepted(value: unknown): value is AcceptedFinding {
  if (typeof value !== 'object' || value === null) return false;
  const { path, check, message } = value as Record<string, unknown>;
  return typeof path === 'string' && typeof check === 'string' && typeof message === 'string';
}

function codeOf(entry: string): string {
  return entry.split(':', 1)[0]?.trim() ?? '';
}

function isKnown(code: string): boolean {
  return code === '*' || checks.some((check) => check.code === code);
}

/** Undefined where the glob cannot be read. */
function disabledCheck(entry: string): DisabledCheck | undefined {
  const code = codeOf(entry);
  if (!entry.includes(':')) return { code, fits: () => true };
  try {
    // A glob may come from a stranger's settings: it is matched in linear time.
    const regex = compileRegex(globSource(entry.slice(entry.indexOf(':') + 1).trim()));
    return { code, fits: (path) => regex.test(path) };
  } catch {
    return undefined;
  }
}

/** A glob as a regular expression over paths with forward slashes: `*` and `?` within a name, `**` over folders, `{a,b}`, `[ab]`. */
export function globSource(glob: string): string {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]]+\]|[.+^$()|\\{}[\]]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.startsWith('{') && token.length > 1) return `(?:${token.slice(1, -1).split(',').map(escaped).join('|')})`;
    if (token.startsWith('[') && token.length > 2) return token.replace(/^\[!/, '[^');
    return `\\${token}`;
  });
  return `^${source}$`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&').replaceAll('\\*', '[^/]*');
}
