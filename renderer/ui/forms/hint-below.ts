/** For fields side by side, whose boxes would stand at different heights under hints of different lengths. */
export const HINT_BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
