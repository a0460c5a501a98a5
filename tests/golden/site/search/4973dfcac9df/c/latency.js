llmobs.search.take("4973dfcac9df/c/latency","Y2IAAYd+B5N1bPFJSea2BhL/NzAzcjIwsTMwlIr+ZwEA");
