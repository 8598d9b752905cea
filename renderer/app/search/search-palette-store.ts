import { create } from 'zustand'

type SearchPaletteState = {
  readonly isOpen: boolean
  open(): void
  close(): void
}

export const useSearchPalette = create<SearchPaletteState>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}))
