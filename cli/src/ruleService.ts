import { relative, resolve } from 'node:path';
import { createRuleService, type RuleService } from '@rulesmith/rules';
import { type CommandIo, write } from './io.ts';
import { nodeWorkspace } from './nodeWorkspace.ts';
import { plainText } from './plainText.ts';

/**
 * The rule service for a command: it knows the tables and functions declared in the current folder, or in `folder` where that lies
 * elsewhere. Files that cannot be read are said on stderr.
 */
export async function ruleService(folder: string, io: CommandIo): Promise<RuleService> {
  const isInside = !relative(io.cwd, folder).startsWith('..') && relative(io.cwd, folder) !== resolve(folder);
  const service = createRuleService({
    workspace: nodeWorkspace(isInside ? io.cwd : folder),
    logger: {
      info: () => undefined,
      error: (message, error) =>
        void write(io.stderr, `note: ${plainText(message)}${error instanceof Error ? `: ${plainText(error.message)}` : ''}\n`),
    },
  });
  await service.reloadWorkspace();
  return service;
}
