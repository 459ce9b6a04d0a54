/**
 * The parameters that the filtering ASIM functions (`_Im_<Schema>`) take, in the order in which they may be given by position.
 * All are optional. The type of a parameter follows from its default.
 */
import type { FunctionParameter } from '../schema.ts';
import type { ScalarType } from '../types.ts';

const listParameter = 'dynamic([])';
const anyText = "'*'";

const defaults: Readonly<Record<string, string>> = {
  starttime: 'datetime(null)',
  endtime: 'datetime(null)',
  eventresult: anyText,
  srcipaddr: anyText,
  responsecodename: anyText,
  response_has_ipv4: anyText,
  targetusername: anyText,
  dstportnumber: 'int(null)',
  pack: 'false',
  disabled: 'false',
};

const processFilters =
  'starttime endtime commandline_has_any commandline_has_all commandline_has_any_ip_prefix actingprocess_has_any ' +
  'targetprocess_has_any parentprocess_has_any';

/** By function name without `_Im_`. A function that is not listed takes no filter. */
const filters: Readonly<Record<string, string>> = {
  AlertEvent:
    'starttime endtime ipaddr_has_any_prefix hostname_has_any username_has_any attacktactics_has_any attacktechniques_has_any ' +
    'threatcategory_has_any alertverdict_has_any eventseverity_has_any',
  AuditEvent:
    'starttime endtime srcipaddr_has_any_prefix actorusername_has_any operation_has_any eventtype_in eventresult object_has_any newvalue_has_any',
  Authentication:
    'starttime endtime username_has_any targetappname_has_any srcipaddr_has_any_prefix srchostname_has_any eventtype_in ' +
    'eventresultdetails_in eventresult',
  DhcpEvent: 'starttime endtime srcipaddr_has_any_prefix srchostname_has_any srcusername_has_any eventresult',
  Dns: 'starttime endtime srcipaddr domain_has_any responsecodename response_has_ipv4 response_has_any_prefix eventtype',
  FileEvent:
    'starttime endtime eventtype_in srcipaddr_has_any_prefix actorusername_has_any targetfilepath_has_any srcfilepath_has_any ' +
    'hashes_has_any dvchostname_has_any',
  NetworkSession:
    'starttime endtime srcipaddr_has_any_prefix dstipaddr_has_any_prefix ipaddr_has_any_prefix dstportnumber hostname_has_any ' +
    'dvcaction eventresult',
  ProcessCreate: `${processFilters} targetusername dvcipaddr_has_any_prefix dvcname_has_any hashes_has_any eventtype`,
  ProcessEvent: `${processFilters} targetusername dvcipaddr_has_any_prefix dvcname_has_any hashes_has_any eventtype`,
  ProcessTerminate: `${processFilters} actorusername dvcipaddr_has_any_prefix dvcname_has_any hashes_has_any eventtype`,
  RegistryEvent:
    'starttime endtime eventtype_in actorusername_has_any registrykey_has_any registryvalue_has_any registrydata_has_any dvchostname_has_any',
  UserManagement: 'starttime endtime srcipaddr_has_any_prefix targetusername_has_any actorusername_has_any eventtype_in',
  WebSession:
    'starttime endtime srcipaddr_has_any_prefix ipaddr_has_any_prefix url_has_any httpuseragent_has_any eventresultdetails_in ' +
    'eventresult eventresultdetails_has_any',
};

/** Defaults that differ from one function to another. */
const ownDefaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Dns: { eventtype: "'lookup'" },
  ProcessCreate: { eventtype: anyText },
  ProcessEvent: { eventtype: anyText },
  ProcessTerminate: { eventtype: anyText, actorusername: anyText },
};

/** The parameters of the filtering function of `topic` (`NetworkSession`, `ProcessCreate`, …); `perSource` for one of a single product. */
export function filteringParameters(topic: string, perSource: boolean): readonly FunctionParameter[] {
  const names = filters[topic]?.split(' ') ?? [];
  return [...names, ...(perSource ? ['disabled'] : []), 'pack'].map((name) =>
    parameter(name, ownDefaults[topic]?.[name] ?? defaults[name]),
  );
}

/** The parameters of the functions without filters (`_ASim_…`). */
export function plainParameters(perSource: boolean): readonly FunctionParameter[] {
  return (perSource ? ['disabled', 'pack'] : ['pack']).map((name) => parameter(name, defaults[name]));
}

function parameter(name: string, defaultText: string = listParameter): FunctionParameter {
  return { name, type: typeOfDefault(defaultText), defaultText };
}

function typeOfDefault(text: string): ScalarType {
  if (text.startsWith("'")) return 'string';
  if (text.startsWith('datetime')) return 'datetime';
  if (text.startsWith('int')) return 'int';
  return text === 'false' ? 'bool' : 'dynamic';
}
