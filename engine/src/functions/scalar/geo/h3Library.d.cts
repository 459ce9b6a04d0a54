/** Uber's H3 library, loaded when it is first asked for. */
declare function h3Library(): typeof import('h3-js');
export = h3Library;
