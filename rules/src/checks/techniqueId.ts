/** The form of a technique's or sub-technique's id. */
export const techniqueId: RegExp = /^T\d{4}(\.\d{3})?$/;

/** The id of the technique that a sub-technique belongs to; of a technique its own. */
export function parentTechnique(id: string): string {
  return id.slice(0, 5);
}
