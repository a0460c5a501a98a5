llmobs.search.take("7021f35b9273/c/complexity","Y2IAg0gHn/ble+TsZ6wRFf2fw8LKwcTFzszMyfmfHQA=");
