export const DEPRECATED_MODELS: { readonly [key: string]: string } = {
  'shopkeeper-1': 'May 5th, 2027',
} as const;
