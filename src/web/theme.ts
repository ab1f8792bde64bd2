import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Mantine wants ten shades; ours are one ink, whose shades for states stand in the variables below. */
const ink: MantineColorsTuple = ['#f2f0eb', '#e6e3dc', '#cfcbc3', '#a9a6a0', '#85837f', '#66666f', '#45454d', '#36363d', '#26262b', '#1b1b1f'];

/** Mantine's greys, warm as our paper. */
const gray: MantineColorsTuple = ['#faf9f6', '#f2f0eb', '#e6e3dc', '#dad6cd', '#c4bfb4', '#a9a59b', '#8f8b82', '#66666f', '#45454d', '#1b1b1f'];
const dark: MantineColorsTuple = ['#c0c0c9', '#a9a9b3', '#9c9ca7', '#74747f', '#3a3a42', '#2e2e35', '#1b1b1f', '#17171a', '#131316', '#0f0f11'];

/** Mantine's controls in our tokens (tokens.css is the one place of colours and measures). */
export const theme = createTheme({
  fontFamily: 'var(--face-text)',
  fontFamilyMonospace: 'var(--face-code)',
  headings: { fontFamily: 'var(--face-words)', fontWeight: '600' },
  colors: { ink, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      // Our ink is light in the dark scheme, so that what stands on it must turn too.
      vars: (_: unknown, props: { variant?: string; color?: string }) => ({ root: (props.variant ?? 'filled') !== 'filled' ? {} : props.color === 'red' ? { '--button-bg': 'var(--act-red)', '--button-hover': 'var(--act-red)', '--button-color': 'var(--paper)' } : { '--button-color': 'var(--on-ink)' } }),
    },
    Tooltip: { defaultProps: { openDelay: 250, multiline: true, maw: 320, withArrow: true, events: { hover: true, focus: true, touch: true } } },
    Modal: { defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.35 }, closeButtonProps: { 'aria-label': 'Close' } } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    TextInput: { defaultProps: { inputSize: '30' } },
  },
});

const ours = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'color-mix(in srgb, var(--line-strong) 60%, var(--line))',
  '--mantine-color-error': 'var(--act-red)',
  '--mantine-color-anchor': 'var(--ink)',
  '--mantine-color-ink-filled': 'var(--ink)',
  '--mantine-color-ink-filled-hover': 'var(--ink-hover)',
  '--mantine-color-ink-light': 'var(--sunken)',
  '--mantine-color-ink-light-hover': 'var(--line)',
  '--mantine-color-ink-light-color': 'var(--ink)',
  '--mantine-color-ink-outline': 'var(--ink)',
  '--mantine-color-ink-outline-hover': 'var(--sunken)',
  '--mantine-color-ink-contrast': 'var(--on-ink)',
  '--mantine-color-ink-text': 'var(--ink)',
  '--mantine-primary-color-contrast': 'var(--on-ink)',
};

/** Hands our tokens to Mantine for both schemes; the tokens themselves change with the scheme. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
