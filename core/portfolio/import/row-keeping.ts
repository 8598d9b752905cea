/** How long the rows of a file are kept after it was taken over, or after it was handed over and left. */
export const ROWS_KEPT_DAYS = 30
