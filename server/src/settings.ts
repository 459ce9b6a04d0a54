import type { RulesmithSettings } from '@rulesmith/protocol';
import { parseDuration } from '@rulesmith/rules';

/** What holds where the client has no settings; the manifest has the same. */
export const defaultSettings: RulesmithSettings = {
  run: { onSave: false, maxRows: 10_000_000, maxMemoryMb: 4096, ingestionDelay: '0m' },
  samples: { folders: ['samples'] },
  checks: { repositoryMode: 'auto', disabled: [], closedFiles: true, baseline: '' },
  inlayHints: { columns: false },
};

/** The settings in what a client sent; defaults for whatever is missing or of a wrong type. */
export function readSettings(value: unknown): RulesmithSettings {
  const [run, samples, checks, inlayHints] = ['run', 'samples', 'checks', 'inlayHints'].map((key) => fields(fields(value)[key]));
  const fallback = defaultSettings;
  const mode = checks?.repositoryMode;
  return {
    run: {
      onSave: typeof run?.onSave === 'boolean' ? run.onSave : fallback.run.onSave,
      maxRows: positive(run?.maxRows) ?? fallback.run.maxRows,
      maxMemoryMb: positive(run?.maxMemoryMb) ?? fallback.run.maxMemoryMb,
      ingestionDelay: duration(run?.ingestionDelay) ?? fallback.run.ingestionDelay,
    },
    samples: { folders: strings(samples?.folders) ?? fallback.samples.folders },
    checks: {
      repositoryMode: mode === 'on' || mode === 'off' ? mode : 'auto',
      disabled: strings(checks?.disabled) ?? fallback.checks.disabled,
      closedFiles: checks?.closedFiles !== false,
      baseline: typeof checks?.baseline === 'string' ? checks.baseline : fallback.checks.baseline,
    },
    inlayHints: { columns: inlayHints?.columns === true },
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function duration(value: unknown): string | undefined {
  return typeof value === 'string' && parseDuration(value) !== undefined ? value : undefined;
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}
