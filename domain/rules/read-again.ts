/**
 * For so many days what the talk never showed, and was read on a page instead, can be read there again: an opinion may be
 * asked for a review within thirty days of reading it (《信访工作条例》第三十五条).
 */
export const readAgainDays = 30
