import type { ResultRowsParams, ResultRowsReply, RowsRequest, WebviewReply } from '@rulesmith/protocol';

/** The answer to a page that asks for rows; what went wrong is an answer too. */
export async function rowsReply(
  { requestId, params }: RowsRequest,
  fetchRows: (params: ResultRowsParams) => Promise<ResultRowsReply>,
): Promise<WebviewReply> {
  try {
    return { type: 'reply', requestId, result: await fetchRows(params) };
  } catch (error) {
    return { type: 'reply', requestId, error: error instanceof Error ? error.message : String(error) };
  }
}
