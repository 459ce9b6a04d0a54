/** Reading options that several commands have. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseInstant } from '@rulesmith/engine';
import { parseDuration, type SamplePointer, samplePointer } from '@rulesmith/rules';
import { CliError, usageError } from './cliError.ts';

/** `value` as one of `allowed`; the first of them where the option is absent. */
export function choice<T extends string>(value: string | undefined, allowed: readonly [T, ...T[]], option: string, command: string): T {
  if (value === undefined) return allowed[0];
  const found = allowed.find((candidate) => candidate === value.toLowerCase());
  if (found === undefined) throw usageError(`--${option} is ${allowed.join(', ')}; not ${value}`, command);
  return found;
}

/** `--now` in ticks since 0001-01-01. A time without zone is UTC. */
export function instantOption(value: string | undefined, command: string): bigint | undefined {
  if (value === undefined) return undefined;
  const ticks = parseInstant(value);
  if (ticks === undefined) throw usageError(`--now is a time such as 2026-03-02T10:00:00Z; not ${value}`, command);
  return ticks;
}

/** `--ingestion-delay` in ticks. */
export function delayOption(value: string | undefined, command: string): bigint | undefined {
  if (value === undefined) return undefined;
  const delay = parseDuration(value);
  if (delay === undefined) throw usageError(`--ingestion-delay is a duration such as 5m or 2h; not ${value}`, command);
  return delay.ticks;
}

/** A whole number from 0. */
export function countOption(value: string | undefined, option: string, command: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw usageError(`--${option} is a whole number; not ${value}`, command);
  return Number(value);
}

/** `--sample` values as absolute paths. Throws where nothing is at one. */
export function sampleOptions(values: readonly string[], cwd: string): readonly SamplePointer[] {
  return values.map((value) => {
    const pointer = samplePointer(value);
    // A path may hold a `=` itself.
    const whole = resolve(cwd, value);
    if (pointer.table !== undefined && existsSync(whole)) return { path: whole };
    const path = resolve(cwd, pointer.path);
    if (!existsSync(path)) throw new CliError(`there is no file or folder ${pointer.path}`, { remedy: 'Check the path after --sample' });
    return { ...pointer, path };
  });
}
