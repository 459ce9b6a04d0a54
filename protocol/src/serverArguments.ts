/**
 * Arguments of the process that the language server runs in. V8 keeps up to 48 MB of short-lived objects a thread, and with them garbage that grows
 * to twice what is in use: half a gigabyte for the parser in three threads. With less room it takes a third less, and no longer.
 */
export const serverArguments: readonly string[] = ['--max-semi-space-size=4'];
