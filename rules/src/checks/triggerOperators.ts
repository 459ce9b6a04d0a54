/** The trigger operators as they must be written, with the long names of the service. */
export const triggerOperators: ReadonlyMap<string, string> = new Map([
  ['gt', 'GreaterThan'],
  ['lt', 'LessThan'],
  ['eq', 'Equal'],
  ['ne', 'NotEqual'],
]);
