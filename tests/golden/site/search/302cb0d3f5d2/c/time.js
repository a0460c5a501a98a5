llmobs.search.take("302cb0d3f5d2/c/time","42AAgw/2DEigAYgaGiDsHzYyjHWcGXwLRAS+xH9s9fXdWtjgzfzUVEJC1t+/dPt2WXlDDwkokASCKiTghAQA");
