/**
 * The parts of SARIF 2.1.0 (OASIS, errata 01) that `check --format sarif` may write, as a JSON schema. Every object is closed, as in the standard's own schema:
 * a property that SARIF does not have at that place fails.
 */
const object = (properties: object, ...required: string[]) => ({ type: 'object', additionalProperties: false, properties, required });
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });
const text = { type: 'string' };
const uri = { type: 'string', format: 'uri' };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const count = { type: 'integer', minimum: 1 };
const index = { type: 'integer', minimum: -1 };

const message = object({ text, markdown: text, id: text, arguments: list(text) }, 'text');
const artifactLocation = object({ uri: { type: 'string', format: 'uri-reference' }, uriBaseId: text, index, description: message });
const region = object({
  startLine: count,
  startColumn: count,
  endLine: count,
  endColumn: count,
  snippet: object({ text }),
  message,
});
const replacement = object({ deletedRegion: region, insertedContent: object({ text }) }, 'deletedRegion');
const artifactChange = object({ artifactLocation, replacements: list(replacement, { minItems: 1 }) }, 'artifactLocation', 'replacements');
const fix = object({ description: message, artifactChanges: list(artifactChange, { minItems: 1, uniqueItems: true }) }, 'artifactChanges');
const location = object({ id: index, physicalLocation: object({ artifactLocation, region, contextRegion: region }), message });
const result = object(
  {
    ruleId: text,
    ruleIndex: index,
    level,
    message,
    locations: list(location),
    partialFingerprints: { type: 'object', additionalProperties: text },
    fixes: list(fix, { uniqueItems: true }),
  },
  'message',
);
const rule = object(
  {
    id: text,
    name: text,
    shortDescription: message,
    fullDescription: message,
    helpUri: uri,
    help: message,
    defaultConfiguration: object({ enabled: { type: 'boolean' }, level }),
  },
  'id',
);
const driver = object(
  {
    name: text,
    version: text,
    semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
    informationUri: uri,
    rules: list(rule, { uniqueItems: true }),
  },
  'name',
);
const run = object(
  {
    tool: object({ driver }, 'driver'),
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    originalUriBaseIds: { type: 'object', additionalProperties: artifactLocation },
    results: list(result),
  },
  'tool',
);

export const sarifSchema = object({ $schema: uri, version: { enum: ['2.1.0'] }, runs: list(run) }, 'version', 'runs');
