/** How long a decision can be taken back before it is followed. */
export const undoSeconds = 5;

/** How long a request is in sight before it can be answered: a press meant for the one before it decides nothing. */
export const readingMs = 650;
