import js from "@eslint/js";
import globals from "globals";

const LINE = { code: 110, ignoreTemplateLiterals: true }; // markup is laid out as the page is

/** No module without types: tsc reads only those that begin so. */
const typed = {
  create: (context) => ({
    Program(node) {
      if (!context.sourceCode.text.startsWith("// @ts-check\n"))
        context.report({ node, message: "A module begins with // @ts-check." });
    },
  }),
};

export default [
  { ignores: ["lstmviz/draw/plotly/", "node_modules/", "mutants/", "**/.venv/", "**/venv/"] },
  js.configs.recommended,
  { rules: { "no-unused-vars": ["error", { argsIgnorePattern: "^_" }] } },
  {
    files: ["lstmviz/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: { "max-len": ["error", LINE] },
  },
  {
    files: ["tests/javascript/**/*.js", "tests/firefox/*.js"],
    languageOptions: { globals: { ...globals.node, document: "readonly", window: "readonly" } }, // stand-ins
    rules: { "max-len": ["error", LINE] },
  },
  {
    files: ["lstmviz/**/*.js", "tests/javascript/**/*.js"],
    plugins: { lstmviz: { rules: { typed } } },
    rules: { "lstmviz/typed": "error" },
  },
];
