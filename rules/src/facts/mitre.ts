import { tacticLines, techniqueLines } from './mitre.generated.ts';

export interface Tactic {
  /** As a rule writes it: `CommandAndControl`. */
  readonly name: string;
  readonly title: string;
}

export interface Technique {
  readonly id: string;
  readonly name: string;
  /** The tactics ATT&CK lists it under, by their names in rules. */
  readonly tactics: readonly string[];
  /** Tactics Sentinel content is accepted with besides. */
  readonly otherTactics: readonly string[];
  readonly matrix: 'enterprise' | 'ics' | 'mobile';
  /** ATT&CK has dropped or replaced it. */
  readonly isRetired: boolean;
  /** What ATT&CK has put in its place; undefined where nothing, or where it is current. */
  readonly replacedBy?: string;
  /** The Azure-Sentinel repository has it in its table; without, a pull request with it fails. */
  readonly inRepository: boolean;
}

interface TacticWithLetter extends Tactic {
  readonly letter: string;
}

const lettered: readonly TacticWithLetter[] = tacticLines
  .trim()
  .split('\n')
  .map((line) => {
    const [letter = '', name = '', title = ''] = line.split('\t');
    return { letter, name, title };
  });

/** The tactics a rule may name, by their exact name, in ATT&CK's order. */
export const tactics: ReadonlyMap<string, Tactic> = new Map(lettered.map((tactic) => [tactic.name, tactic]));

let known: ReadonlyMap<string, Technique> | undefined;

/** The techniques and sub-techniques by id. */
export function techniques(): ReadonlyMap<string, Technique> {
  known ??= new Map(
    techniqueLines
      .slice(1, -1)
      .split('\n')
      .map(readTechnique)
      .map((technique) => [technique.id, technique]),
  );
  return known;
}

/** The page of a tactic or technique at MITRE. */
export function techniqueUrl(id: string): string {
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}

function readTechnique(line: string): Technique {
  const [id = '', name = '', official = '', other = '', matrix = '', fate = '', listed = ''] = line.split('\t');
  return {
    id,
    name,
    tactics: decode(official),
    otherTactics: decode(other),
    matrix: matrix === 'ics' || matrix === 'mobile' ? matrix : 'enterprise',
    isRetired: fate !== '',
    ...(fate.startsWith('>') ? { replacedBy: fate.slice(1) } : {}),
    inRepository: listed === '',
  };
}

function decode(letters: string): string[] {
  return lettered.filter(({ letter }) => letters.includes(letter)).map(({ name }) => name);
}
