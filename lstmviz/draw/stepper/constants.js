// @ts-check
// What several modules have to agree on.

export const SPEEDS = [0.5, 1, 2, 4]; // of playing, in units of two steps a second
export const STAGED_SPEED = 0.5; // playing this slowly goes sub-step by sub-step
export const HALL = 1680; // px; from there on everything written is to be read from the last row
export const REST = 250; // ms of stillness after which the address and the spoken words follow
