/** Why a request to a model failed, from the words that it failed with. */

/** One of the reasons that a person can do something about. */
export const failureReason = (message: string): "rate-limit" | "auth" | "api-error" => {
  if (/\b429\b|rate.?limit|quota|usage limit|too many requests/i.test(message)) return "rate-limit"
  if (/\b40[13]\b|unauthori[sz]ed|authentication|api.?key/i.test(message)) return "auth"
  return "api-error"
}
