/** Everything the store knows; the state document is a projection of it. */
export interface Model {}
