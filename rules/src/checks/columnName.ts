/** What Sentinel accepts as the name of a column in a rule's settings. */
export const columnName: RegExp = /^[a-zA-Z_]\w*$/;
