// Light or dark: as the system has it, until a person chooses.
const STORED = 'workbench.theme';

export function applyTheme() {
  const chosen = localStorage.getItem(STORED);
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
}

export function toggleTheme() {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const current = document.documentElement.dataset.theme ?? system;
  localStorage.setItem(STORED, current === 'dark' ? 'light' : 'dark');
  applyTheme();
}
