/** Where addresses are, by a file in MaxMind's format, as `geo_info_from_ip_address` says it. */
import type { Dynamic } from '@rulesmith/engine';
import { type CityResponse, Reader } from 'mmdb-lib';

/** The reader wants the byte arrays of Node, which its worker and the extension host have. */
interface Platform {
  readonly Buffer: { from(bytes: ArrayBufferLike, offset: number, length: number): never };
}

/** A function of an address; null for one that is not in the file or no address. Throws where the file is none. */
export function geoLocationOf(bytes: Uint8Array): (address: string) => Dynamic {
  const { Buffer } = globalThis as unknown as Platform;
  const reader = new Reader<CityResponse>(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return (address) => {
    const found = lookUp(reader, address.trim());
    return found === null ? null : bagOf(found);
  };
}

function lookUp(reader: Reader<CityResponse>, address: string): CityResponse | null {
  if (!/^[\d.]+$|^[\da-fA-F:.]+$/.test(address)) return null;
  try {
    return reader.get(address);
  } catch {
    // What only looks like an address.
    return null;
  }
}

function bagOf({ country, subdivisions, city, location }: CityResponse): Dynamic {
  const bag = new Map<string, Dynamic>();
  if (country?.names?.en !== undefined) bag.set('country', country.names.en);
  const state = subdivisions?.[0]?.names?.en;
  if (state !== undefined) bag.set('state', state);
  if (city?.names?.en !== undefined) bag.set('city', city.names.en);
  if (location?.latitude !== undefined) bag.set('latitude', location.latitude);
  if (location?.longitude !== undefined) bag.set('longitude', location.longitude);
  return bag;
}
