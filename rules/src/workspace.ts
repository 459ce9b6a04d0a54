/** The files around a rule, as the host sees them: a folder on disk, an editor, a test's map. */
export interface Workspace {
  /** The paths of all YAML, JSON and KQL files, in a stable order. */
  listFiles(): Promise<readonly string[]>;
  /** The text of a file; rejects where it cannot be read. */
  readText(path: string): Promise<string>;
}

/** A workspace without files. */
export const emptyWorkspace: Workspace = {
  listFiles: async () => [],
  readText: async (path) => {
    throw new Error(`${path} does not exist`);
  },
};
