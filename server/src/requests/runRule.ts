import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { RuleIdentity, RunFailure, RunOutcome, RunRuleParams } from '@rulesmith/protocol';
import type { CancellationToken } from 'vscode-languageserver/node';
import type { SamplesOfRule } from '../sampleValueStore.ts';
import { pathOf, type Session } from '../session.ts';
import type { RunJob } from '../worker/messages.ts';

/** Runs the rule in a document or file on its samples. */
export async function runRule(session: Session, params: RunRuleParams, token: CancellationToken): Promise<RunOutcome> {
  await session.configured;
  const { uri, runId } = params;
  const path = pathOf(uri);
  const rule = identityOf(session, uri, path);
  const text =
    session.documents.get(uri)?.getText() ?? (path === undefined ? undefined : await readFile(path, 'utf8').catch(() => undefined));
  if (text === undefined) return { kind: 'noQuery', runId, rule, message: `${rule.path} cannot be read` } satisfies RunFailure;
  const listener = token.onCancellationRequested(() => session.worker.cancel(runId));
  try {
    const outcome = session.worker.run(jobFor(session, params, rule, text));
    if (token.isCancellationRequested) session.worker.cancel(runId);
    return await outcome;
  } finally {
    session.sampleValues.ran(uri, chosenSamples(params.samples ?? []));
    listener.dispose();
  }
}

function jobFor(session: Session, { runId, uri, samples = [], now }: RunRuleParams, rule: RuleIdentity, text: string): RunJob {
  return {
    runId,
    rule,
    text,
    samples: chosenSamples(samples),
    ...samplesOf(session, uri),
    maxRows: session.settings.run.maxRows,
    maxMemoryMb: session.settings.run.maxMemoryMb,
    ingestionDelay: session.settings.run.ingestionDelay,
    ...(now === undefined ? {} : { now }),
  };
}

/** Where the samples of the rule at `uri` are looked for besides those that the user chose. */
export function samplesOf(session: Session, uri: string): SamplesOfRule {
  const path = pathOf(uri);
  return {
    folders: sampleFolders(session),
    ...(path === undefined ? {} : { path }),
    ...(session.isTrusted ? {} : { roots: session.folders }),
  };
}

function chosenSamples(samples: readonly string[]): string[] {
  return samples.map((sample) => pathOf(sample) ?? sample);
}

function sampleFolders({ settings, folders, isTrusted }: Session): string[] {
  return settings.samples.folders.flatMap((folder) => {
    if (isAbsolute(folder)) return isTrusted ? [folder] : [];
    return folders.map((root) => resolve(root, folder));
  });
}

function identityOf(session: Session, uri: string, path: string | undefined): RuleIdentity {
  if (path === undefined) return { uri, path: uri };
  const folder = session.folders.find((root) => !relative(root, path).startsWith('..'));
  return { uri, path: folder === undefined ? path : relative(folder, path).replaceAll('\\', '/') };
}
