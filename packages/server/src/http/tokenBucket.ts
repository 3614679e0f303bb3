/** Limits a rate: a pure bucket that fills with time and empties with each request. */

export interface BucketSize {
  readonly burst: number
  readonly perSecond: number
}

export interface Bucket {
  readonly tokens: number
  /** Milliseconds since the epoch. */
  readonly at: number
}

export const fullBucket = ({ burst }: BucketSize, now: number): Bucket => ({ tokens: burst, at: now })

/** The bucket afterwards, and whether there was a token. A clock that went back adds nothing. */
export const takeToken = (bucket: Bucket, size: BucketSize, now: number): readonly [Bucket, boolean] => {
  const filled = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * size.perSecond
  const tokens = Math.min(size.burst, filled)
  return tokens >= 1 ? [{ tokens: tokens - 1, at: now }, true] : [{ tokens, at: now }, false]
}
