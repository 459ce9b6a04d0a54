/** What `--help` prints. */

const overview = `rulesmith: check, run and explain Microsoft Sentinel detection rules on your own machine.

Usage: rulesmith COMMAND [ARGUMENTS]

  check [PATH…]     Check rule files: the findings the editor shows
  run RULE          Run a rule on sample logs: rows, verdict, alerts, entities
  query [KQL]       Run a query on sample logs
  test [PATH…]      Run the tests beside rules (not available in this version)
  format [PATH…]    Format rule files: the KQL in them and the space around keys
  explain CHECK     Say what a check means and what to do about it
  lsp --stdio       Serve an editor: the language server protocol

  --help            Help, also for each command
  --version         The version

Exit codes: 0 clean (or ran, fired or not), 1 findings or a query that could not run, 2 bad usage, 3 a bug.
`;

const samples = `Samples are W3C extended logs (as IIS writes them), NDJSON, JSON, results of queries as JSON, CSV, TSV and Parquet, each also
gzipped. The table is told by the file's name
(W3CIISLog.ndjson), by a W3C header, by a \`Type\` column, or by you: --sample SigninLogs=export.csv.
Watchlists, files of externaldata and locations of addresses: --sample watchlist:ALIAS=FILE, https://…=FILE, geoip=FILE.mmdb.
Functions that only a service has take a sample of their name: --sample FileProfile=FILE.
`;

const commands: Readonly<Record<string, string>> = {
  check: `Usage: rulesmith check [PATH…] [--format text|json|sarif|github|junit] [--severity error|warning|info] [--baseline FILE]
       [--disable CODE[:GLOB]…] [--repository | --no-repository]

Checks the rules in files, folders or globs (default: this folder). Files that are no rules are passed over.

  --format FORMAT      text (default), json, sarif, github (annotations of a workflow) or junit
  --severity LEVEL     Report only findings of this severity or worse (default: info)
  --baseline FILE      Leave out the findings in FILE, which an earlier \`check --format json\` wrote
  --disable CODE       Switch a check off, with CODE:GLOB in some files only (ENT001:legacy/**, *:vendor/**); may be given several times

Exit code 1 where a finding is reported.
`,
  run: `Usage: rulesmith run RULE [--sample PATH…] [--now ISO] [--format table|json|ndjson|csv] [--stages] [--limit N]

Runs a rule as Sentinel would run it once: over its queryPeriod, with its trigger, grouping, entities and overrides.

  --sample PATH        A file, a folder, or Table=PATH; may be given several times. Where it lacks a table, and without it, samples are
                       looked for beside the rule (RULE.samples/) and in the samples/ folders from the rule up to this folder
  --now ISO            The end of the window (default: just after the newest event of the samples)
  --ingestion-delay D  How long after TimeGenerated an event is ingested (5m, 2h), for \`ingestion_time()\` (default: 0m)
  --format FORMAT      table (default), json (one object), ndjson or csv (the rows)
  --stages             Also say how many rows each stage of the query passed on
  --limit N            Print at most N rows (default: 100 for table, else all)

${samples}`,
  query: `Usage: rulesmith query [KQL] [--file F] [--sample PATH…] [--now ISO] [--format table|json|ndjson|csv] [--limit N]
       rulesmith query [KQL] --explain [--sample PATH…]
       rulesmith query --batch IN.ndjson [--synthetic N] [--sample PATH…] [--now ISO]

Runs a query: the argument, the file, or what comes in on stdin.

  --file F             Read the query from F
  --sample PATH        A file, a folder, or Table=PATH; may be given several times. Without it: the samples/ folder here
  --now ISO            What now() is (default: just after the newest event of the samples)
  --ingestion-delay D  How long after TimeGenerated an event is ingested (5m, 2h), for \`ingestion_time()\` (default: 0m)
  --format FORMAT      table (default), json (columns and rows), ndjson or csv
  --limit N            Print at most N rows (default: 100 for table, else all)
  --explain            Print what each operator did instead of the rows: how many it gave, how long it took, which columns are read
  --batch IN.ndjson    Run many queries: lines {"id", "kql", "now"?} in, lines {"id", "columns", "rows"} or {"id", "error"} out, in order;
                       - reads them from stdin
  --synthetic N        Give every known table without a sample N generated rows, the same ones for the same N; 0: empty tables

${samples}`,
  test: `Usage: rulesmith test [PATH…]

Rule tests are not available in this version.
`,
  format: `Usage: rulesmith format [--check] [PATH…]

Formats the rules in files, folders or globs (default: this folder) as the editor does, and prints the paths of those that changed.
Blanks and line breaks change, nothing else: a file with errors of syntax is left as it is.

  --check              Change nothing; exit code 1 where a file is not formatted
`,
  explain: `Usage: rulesmith explain CHECK

Says what a check (such as ENT010) means, with an example and what to do.
`,
  lsp: `Usage: rulesmith lsp --stdio

Speaks the language server protocol on stdin and stdout.
`,
};

/** The names of all commands. */
export const commandNames: readonly string[] = Object.keys(commands);

/** The help of a command; the overview without one. */
export function helpText(command?: string): string {
  return (command === undefined ? undefined : commands[command]) ?? overview;
}
