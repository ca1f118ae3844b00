import js from "@eslint/js";
import globals from "globals";

const LINE = { code: 110, ignoreTemplateLiterals: true }; // markup is laid out as the page is

export default [
  { ignores: ["lstmviz/draw/plotly/", "node_modules/", "mutants/", "**/.venv/", "**/venv/"] },
  js.configs.recommended,
  { rules: { "no-unused-vars": ["error", { argsIgnorePattern: "^_" }] } },
  {
    files: ["lstmviz/**/*.js"],
    languageOptions: { globals: { ...globals.browser, Plotly: "readonly" } },
    rules: { "max-len": ["error", LINE] },
  },
  {
    files: ["tests/javascript/**/*.js"],
    languageOptions: { globals: { ...globals.node, document: "readonly" } }, // a stand-in for it
    rules: { "max-len": ["error", LINE] },
  },
];
