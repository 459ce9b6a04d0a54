/**
 * What a keystroke costs in the rule service, warm: `node bench/editor.bench.ts [RULE…] [--within MS]`.
 *
 * Each measured change types or takes back one character in the middle of the query, as an editor sends it: a new version of the whole text. The
 * budgets are for the 95th percentile: diagnostics 50 ms; completion, hover and signature help 30 ms, each on a text that was just changed.
 * Without files the rule is one of three hundred lines made here. Exit code 1 where diagnostics exceed `--within` (in milliseconds).
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRuleService, type RuleDocument, type RuleService } from '@rulesmith/rules';

const budgets = { diagnostics: 50, completion: 30, hover: 30, signatureHelp: 30 } as const;
type Measured = keyof typeof budgets;
const keystrokes = 60;

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

/** Where the query is being typed: behind the last column name before its middle. */
function typingPlace(text: string): number {
  const start = text.indexOf('\nquery:');
  const from = start + Math.floor((text.length - start) / 2);
  const match = /\|\s*(?:where|extend|summarize)\s+\w+/.exec(text.slice(from));
  return match === null ? from : from + match.index + match[0].length;
}

function measure(name: string, text: string): Readonly<Record<Measured, number[]>> {
  const service = createRuleService();
  service.warmUp();
  service.warmUpCompletion();
  const place = typingPlace(text);
  const times: Record<Measured, number[]> = { diagnostics: [], completion: [], hover: [], signatureHelp: [] };
  let version = 0;
  const changed = (index: number): RuleDocument => {
    const typed = index % 2 === 0 ? text : `${text.slice(0, place)}${'abcdefgh'[(index >> 1) % 8]}${text.slice(place)}`;
    return service.document(`file:///${name}`, ++version, typed);
  };
  const actions: Readonly<Record<Measured, (service: RuleService, document: RuleDocument) => unknown>> = {
    diagnostics: (each, document) => each.diagnostics(document),
    completion: (each, document) => each.completions(document, place),
    hover: (each, document) => each.hover(document, place - 2),
    signatureHelp: (each, document) => each.signatureHelp(document, place),
  };
  for (const what of Object.keys(actions) as Measured[]) {
    for (let index = 0; index < keystrokes + 10; index++) {
      const started = performance.now();
      actions[what](service, changed(index));
      if (index >= 10) times[what].push(performance.now() - started);
    }
  }
  return times;
}

function percentile(values: readonly number[], percent: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))] ?? 0;
}

function main(): number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { within: { type: 'string' } } });
  const rules: [string, string][] =
    positionals.length === 0 ? [['long rule', longRule()]] : positionals.map((path) => [path, readFileSync(path, 'utf8')]);
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
