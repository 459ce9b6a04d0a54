import { connectorLines } from './connectors.generated.ts';

export interface Connector {
  readonly id: string;
  readonly title: string;
  /** The tables it feeds and the names of data types it declares. */
  readonly dataTypes: readonly string[];
  /** Further tables that published rules read which require it. */
  readonly ruleTables: readonly string[];
  /** It is on the list of ids that the Azure-Sentinel repository accepts. */
  readonly isAccepted: boolean;
  readonly isDeprecated: boolean;
}

let known: ReadonlyMap<string, Connector> | undefined;

/** The data connectors by their exact id. */
export function connectors(): ReadonlyMap<string, Connector> {
  known ??= new Map(
    connectorLines
      .slice(1, -1)
      .split('\n')
      .map(readConnector)
      .map((connector) => [connector.id, connector]),
  );
  return known;
}

function readConnector(line: string): Connector {
  const [id = '', title = '', dataTypes = '', flags = '', ruleTables = ''] = line.split('\t');
  return {
    id,
    title: title === '' ? id : title,
    dataTypes: dataTypes === '' ? [] : dataTypes.split(','),
    ruleTables: ruleTables === '' ? [] : ruleTables.split(','),
    isAccepted: flags.includes('v'),
    isDeprecated: flags.includes('d'),
  };
}
