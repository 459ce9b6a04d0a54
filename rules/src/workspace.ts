/** The files around a rule, as the host sees them: a folder on disk, an editor, a test's map. */
export interface Workspace {
  /** The paths of all YAML, JSON and KQL files, and of the sample logs and change logs of ASIM parsers, in a stable order. */
  listFiles(): Promise<readonly string[]>;
  /** The text of a file; rejects where it cannot be read. */
  readText(path: string): Promise<string>;
  /**
   * What the last commit holds at these paths; a path that it lacks is left out. Rejects never. Left out by a workspace without history: checks of
   * what has changed are silent then.
   */
  readCommitted?(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Whether a workspace lists a file of this name; with backslashes or slashes. */
export function isListedFile(path: string): boolean {
  return /\.(?:ya?ml|json|kql)$|_IngestedLogs\.csv$|[\\/]CHANGELOG[\\/][^\\/]+\.md$/i.test(path);
}

/** A workspace without files. */
export const emptyWorkspace: Workspace = {
  listFiles: async () => [],
  readText: async (path) => {
    throw new Error(`${path} does not exist`);
  },
};
