/** Microsoft Defender XDR tables; the columns of the initiating process recur in all device tables. */
import type { ColumnDescriptions } from '../columnDescriptions.ts';

const device: ColumnDescriptions = {
  DeviceId: 'The id of the device in Defender.',
  DeviceName: 'The full name of the device.',
  ActionType: 'What happened; the kind of event within the table.',
  ReportId: 'Together with DeviceName and the time it identifies the event.',
  AdditionalFields: 'Further fields of the event, as a property bag.',
  MachineGroup: 'The device group the device was in.',
  InitiatingProcessFileName: 'The file name of the process that did it.',
  InitiatingProcessFolderPath: 'The path of the process that did it.',
  InitiatingProcessCommandLine: 'The command line of the process that did it.',
  InitiatingProcessId: 'The id of the process that did it.',
  InitiatingProcessSHA256: 'The SHA-256 of the program that did it; not always filled.',
  InitiatingProcessSHA1: 'The SHA-1 of the program that did it.',
  InitiatingProcessMD5: 'The MD5 of the program that did it.',
  InitiatingProcessAccountName: 'The account that the process ran as.',
  InitiatingProcessAccountDomain: 'The domain of that account.',
  InitiatingProcessAccountSid: 'The security id of that account.',
  InitiatingProcessAccountUpn: 'That account as `name@domain`.',
  InitiatingProcessAccountObjectId: 'The Entra object id of that account.',
  InitiatingProcessParentFileName: 'The process that had started it.',
  InitiatingProcessParentId: 'The id of the process that had started it.',
  InitiatingProcessCreationTime: 'When the process was started.',
  InitiatingProcessIntegrityLevel: 'The integrity level of the process.',
  InitiatingProcessVersionInfoOriginalFileName: 'The name the program was built under; differs where it was renamed.',
};

const account: ColumnDescriptions = {
  AccountName: 'The account of the event.',
  AccountDomain: 'The domain of the account.',
  AccountSid: 'The security id of the account.',
  AccountUpn: 'The account as `name@domain`.',
  AccountObjectId: 'The Entra object id of the account.',
};

const file: ColumnDescriptions = {
  FileName: 'The file of the event.',
  FolderPath: 'The path of the file.',
  FileSize: 'The size of the file in bytes.',
  SHA256: 'The SHA-256 of the file; not always filled.',
  SHA1: 'The SHA-1 of the file.',
  MD5: 'The MD5 of the file.',
};

const remote: ColumnDescriptions = {
  RemoteIP: 'The address of the other side.',
  RemotePort: 'The port of the other side.',
  RemoteIPType: 'The kind of that address: `Public`, `Private`, `Loopback` …',
  Protocol: 'The protocol that was used.',
};

export const defenderColumns: Readonly<Record<string, ColumnDescriptions>> = {
  DeviceNetworkEvents: {
    ...device,
    ...remote,
    ActionType:
      'What happened: `ConnectionSuccess`, `ConnectionFailed`, `ConnectionAttempt`, `InboundConnectionAccepted`, `ListeningConnectionCreated` …',
    RemoteUrl: 'The URL or full host name that was connected to, where known.',
    LocalIP: 'The address of the device.',
    LocalPort: 'The port of the device.',
    LocalIPType: 'The kind of that address: `Public`, `Private`, `Loopback` …',
  },
  DeviceProcessEvents: {
    ...device,
    ...account,
    ...file,
    ProcessCommandLine: 'The command line of the new process.',
    ProcessId: 'The id of the new process.',
    ProcessCreationTime: 'When the new process was started.',
    ProcessIntegrityLevel: 'The integrity level of the new process.',
    ProcessTokenElevation: 'Whether the new process ran elevated.',
  },
  DeviceFileEvents: {
    ...device,
    ...file,
    PreviousFileName: 'The name before the file was renamed.',
    FileOriginUrl: 'The URL the file was downloaded from.',
    FileOriginIP: 'The address the file was downloaded from.',
  },
  DeviceLogonEvents: {
    ...device,
    ...account,
    ...remote,
    ActionType: '`LogonSuccess`, `LogonFailed` or `LogonAttempted`.',
    LogonType: 'How the logon was done: `Interactive`, `RemoteInteractive`, `Network`, `Batch`, `Service`.',
    RemoteDeviceName: 'The device the logon came from.',
    IsLocalAdmin: 'Whether the account is an administrator of the device.',
    FailureReason: 'Why the logon failed.',
  },
  DeviceEvents: { ...device, ...account, ...file, ...remote },
  DeviceRegistryEvents: {
    ...device,
    RegistryKey: 'The key of the event.',
    RegistryValueName: 'The value of the event.',
    RegistryValueData: 'The data of the value.',
    PreviousRegistryValueData: 'The data before the change.',
  },
  DeviceImageLoadEvents: { ...device, ...file },
  IdentityLogonEvents: {
    ...account,
    ActionType: 'What happened: `LogonSuccess`, `LogonFailed` …',
    Application: 'The application that reported it.',
    LogonType: 'How the logon was done.',
    IPAddress: 'The address the logon came from.',
    DeviceName: 'The device the logon came from.',
    DestinationDeviceName: 'The device that was logged on to.',
    FailureReason: 'Why the logon failed.',
  },
  EmailEvents: {
    NetworkMessageId: 'The id of the message in Microsoft 365; joins the other email tables.',
    SenderFromAddress: 'The sender as the reader sees it.',
    SenderMailFromAddress: 'The sender of the envelope.',
    SenderIPv4: 'The address of the last server that handed the message over.',
    RecipientEmailAddress: 'The recipient after lists were expanded.',
    Subject: 'The subject of the message.',
    DeliveryAction: '`Delivered`, `Junked`, `Blocked` or `Replaced`.',
    ThreatTypes: 'The verdict: phish, malware or spam.',
    EmailDirection: '`Inbound`, `Outbound` or `Intra-org`.',
    UrlCount: 'How many links the message holds.',
    AttachmentCount: 'How many files are attached.',
  },
};
