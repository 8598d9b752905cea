export type MenuTemplate = {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly click?: () => void
  readonly submenu?: readonly MenuTemplate[]
}

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly submenu: Menu | undefined
  readonly click: () => void

  constructor(template: MenuTemplate) {
    this.id = template.id
    this.label = template.label ?? template.role ?? ''
    this.role = template.role
    this.type = template.type ?? (template.submenu ? 'submenu' : 'normal')
    this.submenu = template.submenu && Menu.buildFromTemplate(template.submenu)
    this.click = () => template.click?.()
  }
}

/** `electron.Menu`: holds its items, shows nothing. */
export class Menu {
  static #applicationMenu: Menu | null = null
  readonly items: readonly MenuItem[]

  constructor(items: readonly MenuItem[]) {
    this.items = items
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#applicationMenu
  }

  static buildFromTemplate(template: readonly MenuTemplate[]): Menu {
    return new Menu(template.map((each) => new MenuItem(each)))
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}
