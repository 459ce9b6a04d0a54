/** The table or function that a data type names: `CommonSecurityLog (Darktrace)` is CommonSecurityLog. */
export function dataTypeName(dataType: string): string {
  return dataType.replace(/\s*\(.*\)\s*$/, '').trim();
}
