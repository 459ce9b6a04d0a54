/** Plugins of Kusto that are never run here, and why. */

const network = 'asks a service over the network, which a local run never does';
const interpreter = 'runs code in an interpreter, which a local run never starts';
const ownAlgorithm =
  "finds its patterns by an algorithm of the service's own, whose answer the documentation doesn't fix; `reduce` finds patterns of texts";

export const refusedPlugins: Readonly<Record<string, string | undefined>> = {
  ai_chat_completion: network,
  ai_chat_completion_prompt: network,
  ai_embed_text: network,
  ai_embeddings: network,
  azure_digital_twins_query_request: network,
  cosmosdb_sql_request: network,
  dax_request: network,
  graph_api_query: network,
  http_request: network,
  http_request_post: network,
  infer_storage_schema: network,
  infer_storage_schema_with_suggestions: network,
  mysql_request: network,
  postgresql_request: network,
  sql_request: network,
  csharp: interpreter,
  python: interpreter,
  r: interpreter,
  diffpatterns_text: ownAlgorithm,
  funnel_sequence: "doesn't document which rows of an id make up a sequence, nor which state comes next to it",
  funnel_sequence_completion: "doesn't document whether a state that no id reaches is listed, nor what counts as next at the same time",
};
