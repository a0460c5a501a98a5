llmobs.search.take("302cb0d3f5d2/c/cost","Y2IAggtCyY4OLw78jz32//9/nf8n2JiF/jPwA9nT/3MBAA==");
