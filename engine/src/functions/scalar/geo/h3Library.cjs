/** A CommonJS module, so that the library (a heap of 32 MB and 20 ms) is loaded by the first query that needs it. */
module.exports = () => require('h3-js');
