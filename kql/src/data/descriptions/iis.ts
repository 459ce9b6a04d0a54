/** W3CIISLog: what IIS writes into its W3C extended log, and what ingestion adds. IIS writes `-` for a field without a value. */
import type { ColumnDescriptions } from '../columnDescriptions.ts';

const threat = 'Filled at ingestion when an address of the row is in the threat list of Log Analytics:';

export const iisColumns: Readonly<Record<string, ColumnDescriptions>> = {
  W3CIISLog: {
    TimeGenerated: 'When IIS finished the request: the log fields `date` and `time`, in UTC and to the second.',
    sSiteName: 'The IIS site that answered, by its service name such as `W3SVC1` (log field `s-sitename`).',
    Computer: 'The server that wrote the log (log field `s-computername`).',
    sIP: 'The address of the server on which the request arrived (log field `s-ip`).',
    csMethod: 'The HTTP method, such as `GET` or `POST` (log field `cs-method`).',
    csUriStem: 'The path that was asked for, without the query string (log field `cs-uri-stem`).',
    csUriQuery:
      'The query string without its `?`, percent-encoded as the client sent it; `-` where there was none (log field `cs-uri-query`).',
    sPort: 'The server port that the client connected to (log field `s-port`).',
    csUserName: 'The user who was authenticated, as `DOMAIN\\user`; `-` for an anonymous request (log field `cs-username`).',
    cIP: 'The address the request came from; behind a proxy or load balancer this is the proxy, not the user (log field `c-ip`).',
    csVersion: 'The protocol version the client spoke, such as `HTTP/1.1` (log field `cs-version`).',
    csUserAgent: 'The User-Agent header, with `+` in place of blanks; `-` where none was sent (log field `cs(User-Agent)`).',
    csCookie: 'The Cookie header as it was sent; `-` where there was none (log field `cs(Cookie)`).',
    csReferer: 'The Referer header: the page that linked here, as the client claims; `-` where none was sent (log field `cs(Referer)`).',
    csHost: 'The Host header: the host name the client asked for (log field `cs-host`).',
    scStatus: 'The HTTP status of the answer, such as `401`: a string in this table (log field `sc-status`).',
    scSubStatus: 'What IIS adds to the status, such as the `1` of 401.1 (logon failed); a string (log field `sc-substatus`).',
    scWin32Status:
      'The Windows error code of the request in decimal, `0` for success, `1326` for a wrong password; a string (log field `sc-win32-status`).',
    scBytes: 'Bytes that the server sent (log field `sc-bytes`).',
    csBytes: 'Bytes that the server received, headers included (log field `cs-bytes`).',
    TimeTaken: 'How long the request took, from its first byte to the end of the answer, in milliseconds (log field `time-taken`).',
    AzureDeploymentID: 'The deployment the server belonged to, where the log came from an Azure cloud service.',
    Role: 'The cloud service role that the server ran, where it was one.',
    RoleInstance: 'The instance of the cloud service role, where it was one.',
    StorageAccount: 'The storage account that the log was read from, where it was collected that way.',
    MaliciousIP: `${threat} that address.`,
    IndicatorThreatType: `${threat} the kind of threat, such as \`Botnet\` or \`Malware\`.`,
    Confidence: `${threat} how sure the list is, from 0 to 100, as text.`,
    Severity: `${threat} how severe the threat is, from 0 (least) to 5.`,
    Description: `${threat} what the list says about it.`,
    IsActive: `${threat} whether the entry was still active.`,
    FirstReportedDateTime: `${threat} when the address was first reported.`,
    LastReportedDateTime: `${threat} when the address was last reported.`,
    TLPLevel: `${threat} the Traffic Light Protocol level under which the entry may be shared.`,
    ThreatType: `${threat} the kind of threat.`,
    RemoteIPCountry: 'The country of the remote address, where ingestion could tell.',
    RemoteIPLatitude: 'The latitude of the remote address in degrees, where ingestion could tell.',
    RemoteIPLongitude: 'The longitude of the remote address in degrees, where ingestion could tell.',
  },
};
