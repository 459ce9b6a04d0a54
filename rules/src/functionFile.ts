import { bindQuery, createCatalog, type FunctionParameter, type FunctionSchema, type Parameter, type Statement } from '@rulesmith/kql';

/**
 * The function a `.kql` file holds. The file's name is the function's; the text is its body, or one declaration
 * `let Name = (parameters) { body };`, whose parameters are taken. A file whose name is no identifier is a query, not a function.
 */
export function readFunctionFile(path: string, text: string): FunctionSchema[] {
  const name = /([^/\\]+)\.kql$/i.exec(path)?.[1] ?? '';
  const source = text.replace(/^\uFEFF/, '').trim();
  if (!/^[A-Za-z_]\w*$/.test(name) || source === '') return [];
  const looksDeclared = /^(?:\s*\/\/[^\n]*\n)*\s*let\s+\w+\s*=\s*(?:view\s*)?\(/.test(source);
  return [{ name, ...((looksDeclared ? declaredFunction(source) : undefined) ?? { parameters: [], body: source }) }];
}

const noNames = createCatalog();

/** Parameters and body where the text is one declaration of a function, maybe with a call of it; undefined for any other text. */
function declaredFunction(source: string): { readonly parameters: FunctionParameter[]; readonly body: string } | undefined {
  const [first, ...others] = bindQuery(source, noNames).syntax.statements;
  if (first?.kind !== 'let' || first.value.kind !== 'function' || !others.every((other) => isCallOf(first.name, other, source)))
    return undefined;
  const { parameters, body } = first.value;
  return {
    parameters: parameters.map((parameter) => readParameter(parameter, source)),
    body: withoutBraces(source.slice(body.span.start, body.span.end)),
  };
}

function isCallOf(name: string, { span }: Statement, source: string): boolean {
  const text = source.slice(span.start, span.end).replace(/;\s*$/, '').trim();
  return text === '' || text === name || (text.startsWith(`${name}(`) && text.endsWith(')') && !text.includes('|'));
}

function readParameter({ name, type, columns, defaultValue }: Parameter, source: string): FunctionParameter {
  const defaultText = defaultValue === undefined ? undefined : source.slice(defaultValue.span.start, defaultValue.span.end);
  return { name, type, ...(columns === undefined ? {} : { columns }), ...(defaultText === undefined ? {} : { defaultText }) };
}

function withoutBraces(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('{') && trimmed.endsWith('}') ? trimmed.slice(1, -1).trim() : trimmed;
}
