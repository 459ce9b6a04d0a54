/** Kusto measures on a sphere. Its radius follows from the recorded distances and areas: the mean radius that Google's S2 library uses. */
const earthRadius = 6371010;

/** Radians on the sphere as metres. */
export function toMeters(radians: number): number {
  return radians * earthRadius;
}

export function fromMeters(meters: number): number {
  return meters / earthRadius;
}

/** Steradians as square metres. */
export function toSquareMeters(steradians: number): number {
  return steradians * earthRadius * earthRadius;
}
