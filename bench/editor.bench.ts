/**
 * What a keystroke costs in the rule service, warm: `node bench/editor.bench.ts [RULE…] [--within MS]`.
 *
 * Each measured change types or takes back one character of the query, as an editor sends it: a new version of the whole text. It is typed near the
 * start, the middle and the end of the query. The budgets are for the 95th percentile over all of them: diagnostics and semantic tokens 50 ms;
 * completion, hover and signature help 30 ms, each on a text that was just changed. Without files the rules are one of three hundred lines made
 * here and, where the corpus is, its largest. Exit code 1 where diagnostics exceed `--within` (in milliseconds).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRuleService, type RuleDocument } from '@rulesmith/rules';

const budgets = { diagnostics: 50, semanticTokens: 50, completion: 30, hover: 30, signatureHelp: 30 } as const;
type Measured = keyof typeof budgets;
const keystrokes = 40;

/** Where in the query is typed, as parts of its length. */
const places = [0.1, 0.5, 0.9];

/** A rule of about three hundred lines, with a query as long ones are: lets, unions, cases, joins. */
function longRule(): string {
  const branches = Array.from({ length: 60 }, (_, index) => `      Status == "40${index % 5}.${index}", "meaning ${index}",`);
  const parts = Array.from(
    { length: 8 },
    (_, index) => `  let part${index} = W3CIISLog
    | where TimeGenerated > ago(1d) and scStatus startswith "${index}"
    | extend Status = strcat(scStatus, ".", scSubStatus), Path = tostring(split(csUriStem, "/")[${index}])
    | where isnotempty(Path) and cIP !in ("10.0.0.${index}", "10.0.1.${index}")
    | summarize Requests = count(), Paths = make_set(Path, 100), First = min(TimeGenerated), Last = max(TimeGenerated)
        by cIP, csUserName, Computer, bin(TimeGenerated, 1h), Status
    | extend Rate = Requests / 3600.0, Kind = iff(Requests > ${index * 10}, "many", "few")
    | project-away Last
    | where Rate > 0.0${index};`,
  );
  const text = `id: 0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b11
name: A long rule
description: Finds what long rules find
severity: Medium
requiredDataConnectors:
  - connectorId: AzureMonitor(IIS)
    dataTypes:
      - W3CIISLog
queryFrequency: 1d
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics:
  - CredentialAccess
relevantTechniques:
  - T1110
query: |
  let many = 20;
${parts.join('\n')}
  union ${parts.map((_, index) => `part${index}`).join(', ')}
  | extend Meaning = case(
${branches.join('\n')}
      "other")
  | join kind=leftouter (SigninLogs | where ResultType != "0" | summarize Failures = count() by IPAddress) on $left.cIP == $right.IPAddress
  | where Requests > many
  | summarize Total = sum(Requests), Meanings = make_set(Meaning) by cIP, csUserName
  | sort by Total desc
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: cIP
version: 1.0.0
kind: Scheduled
`;
  return text + Array.from({ length: Math.max(0, 300 - text.split('\n').length) }, (_, index) => `# line ${index}\n`).join('');
}

/** The largest rule file of the corpus, by characters; undefined without the corpus. */
function largestRule(): string | undefined {
  const folder = join(process.env.RULESMITH_SHARED ?? resolve(import.meta.dirname, '../../shared'), 'corpus/rules');
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path));
  const lengths = new Map(files.map((file) => [join(folder, file), readFileSync(join(folder, file), 'utf8').length]));
  return [...lengths].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Where the query is being typed: behind the first column name that a stage begins with from `part` of the query on. */
function typingPlace(text: string, part: number): number {
  const start = text.indexOf('\nquery:');
  const end = start + 1 + (/\n[A-Za-z]/.exec(text.slice(start + 1))?.index ?? text.length - start - 1);
  const from = start + Math.floor((end - start) * part);
  const match = /\|\s*(?:where|extend|summarize|project)\s+\w+/.exec(text.slice(from, end)) ?? /\w+/.exec(text.slice(from, end));
  return match === null ? from : from + match.index + match[0].length;
}

function measure(name: string, text: string): Readonly<Record<Measured, number[]>> {
  const service = createRuleService();
  service.warmUp();
  service.warmUpCompletion();
  const times: Record<Measured, number[]> = { diagnostics: [], semanticTokens: [], completion: [], hover: [], signatureHelp: [] };
  let version = 0;
  const changed = (index: number, place: number): RuleDocument => {
    const typed = index % 2 === 0 ? text : `${text.slice(0, place)}${'abcdefgh'[(index >> 1) % 8]}${text.slice(place)}`;
    return service.document(`file:///${name}`, ++version, typed);
  };
  const actions: Readonly<Record<Measured, (document: RuleDocument, place: number) => unknown>> = {
    diagnostics: (document) => service.diagnostics(document),
    semanticTokens: (document) => service.semanticTokens(document),
    completion: (document, place) => service.completions(document, place),
    hover: (document, place) => service.hover(document, place - 2),
    signatureHelp: (document, place) => service.signatureHelp(document, place),
  };
  for (const what of Object.keys(actions) as Measured[]) {
    for (const place of places.map((part) => typingPlace(text, part))) {
      for (let index = 0; index < keystrokes + 10; index++) {
        const started = performance.now();
        actions[what](changed(index, place), place);
        if (index >= 10) times[what].push(performance.now() - started);
      }
    }
  }
  return times;
}

function percentile(values: readonly number[], percent: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))] ?? 0;
}

function main(): number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { within: { type: 'string' } } });
  const largest = largestRule();
  const files = positionals.length > 0 || largest === undefined ? positionals : [largest];
  if (positionals.length === 0 && largest === undefined) console.warn('skipped: the largest rule of the corpus, which is not here');
  const rules: [string, string][] = files.map((path) => [basename(path), readFileSync(path, 'utf8')]);
  if (positionals.length === 0) rules.unshift(['long rule', longRule()]);
  let worst = 0;
  for (const [name, text] of rules) {
    console.log(`${name} (${text.split('\n').length} lines)`);
    for (const [what, times] of Object.entries(measure(name, text)) as [Measured, number[]][]) {
      const p95 = percentile(times, 95);
      if (what === 'diagnostics') worst = Math.max(worst, p95);
      const verdict = p95 <= budgets[what] ? 'within' : 'OVER';
      console.log(
        `  ${what.padEnd(14)} p50 ${percentile(times, 50).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${verdict} the budget of ${budgets[what]} ms)`,
      );
    }
  }
  return values.within !== undefined && worst > Number(values.within) ? 1 : 0;
}

process.exitCode = main();
