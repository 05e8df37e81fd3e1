// The addresses that islands ask themselves; every other address stands in the page.

export const LIVE = "/live";
export const SEARCH = "/search";
export const QUICK = "/search/quick";
