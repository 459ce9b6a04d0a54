/** What the objects in dynamic columns of common tables hold, by the name of the column: what rules read of them. */
const lines = `
InitiatedBy: user app userPrincipalName ipAddress displayName id roles
TargetResources: displayName userPrincipalName modifiedProperties id type
modifiedProperties: displayName newValue oldValue
user: userPrincipalName ipAddress displayName id roles
app: displayName servicePrincipalName servicePrincipalId appId
DeviceDetail: deviceId displayName operatingSystem browser isCompliant isManaged trustType
DeviceDetail_dynamic: deviceId displayName operatingSystem browser isCompliant isManaged trustType
LocationDetails: city state countryOrRegion geoCoordinates
geoCoordinates: latitude longitude
Status: errorCode failureReason additionalDetails
MfaDetail: authMethod authDetail
ActivityInsights: FirstTimeUserPerformedAction ActionUncommonlyPerformedByUser CountryUncommonlyConnectedFromByUser
Entities: Type Address HostName Name UPNSuffix CommandLine
ExtendedProperties: Name Value
`;

/** The names in the usual order; empty where nothing is known of such a column. */
export function membersOf(name: string): readonly string[] {
  return known.get(name) ?? [];
}

const known: ReadonlyMap<string, readonly string[]> = new Map(
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', members = ''] = line.split(': ');
      return [name, members.split(' ')];
    }),
);
